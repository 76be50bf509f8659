import { bundledRule } from '../../../../src/rehearsal/admission/cel/rule';
import { evaluate } from './compiled';

const TEXT = { type: 'string' } as const;
const NO_DURATION = "type conversion error from 'string' to 'google.protobuf.Duration'";

describe('duration()', () => {
  test.each([
    ['1h30m', 5_400_000_000_000n],
    ['1.5h', 5_400_000_000_000n],
    ['.5s', 500_000_000n],
    ['5.s', 5_000_000_000n],
    ['-1s', -1_000_000_000n],
    ['+1s', 1_000_000_000n],
    ['0', 0n],
    ['-0', 0n],
    ['0s', 0n],
    ['1ns', 1n],
    ['1us', 1_000n],
    ['1\u00b5s', 1_000n],
    ['1\u03bcs', 1_000n],
    ['0.3333333333333333333h', 1_200_000_000_000n],
    ['9223372036854775807ns', 9_223_372_036_854_775_807n],
    ['-9223372036854775808ns', -9_223_372_036_854_775_808n],
    ['000000000000000000000000001s', 1_000_000_000n],
  ])('%s', (text, nanoseconds) => {
    const same = `duration(self) == duration('${nanoseconds}ns')`;
    expect(evaluate(same, text, TEXT)).toBe(true);
  });

  test.each([
    '',
    '-',
    '+',
    '.',
    '1',
    '1d',
    's',
    '.s',
    '1h ',
    ' 1h',
    '1 h',
    '--1s',
    '1e3s',
    '1constructor',
    '9223372036854775808ns',
    '3000000h',
    '1h-1s',
    '٣s',
  ])('%j is none', (text) => {
    expect(evaluate("duration(self) == duration('1s')", text, TEXT)).toBe(NO_DURATION);
  });

  test('orders as time does', () => {
    expect(evaluate("duration('90m') > duration('1h') && duration('60m') >= duration('1h')")).toBe(true);
    expect(evaluate("duration('90m') < duration('1h') || duration('60m') != duration('1h')")).toBe(false);
  });

  test('takes time that grows with the text only: a number of a million digits is refused before it is counted', () => {
    expect(evaluate("duration(self) > duration('1s')", '9'.repeat(1_000_000) + 's', TEXT)).toBe(NO_DURATION);
  });
});

describe('isIP(), of Kubernetes', () => {
  test.each([
    '1.2.3.4',
    '0.0.0.0',
    '::',
    '::1',
    'fe80::1',
    '2001:DB8::1',
    '64:ff9b::1.2.3.4',
    '::1.2.3.4',
    '1:2:3:4:5:6:7::',
  ])('takes %s', (text) => {
    expect(evaluate('isIP(self)', text, TEXT)).toBe(true);
  });

  test.each([
    '',
    'a',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '01.2.3.4',
    '1.2.3.04',
    '0x1.2.3.4',
    '1.2.3.4/24',
    ' 1.2.3.4',
    '::ffff:1.2.3.4',
    '::ffff:102:304',
    '0:0:0:0:0:FFFF:1.2.3.4',
    'fe80::1%eth0',
    '::01.2.3.4',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '[::1]',
  ])('refuses %s', (text) => {
    expect(evaluate('isIP(self)', text, TEXT)).toBe(false);
  });
});

describe('format.dns1123Label().validate()', () => {
  test.each([
    ['a', true],
    ['a-b1', true],
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    ['', false],
    ['A', false],
    ['-a', false],
    ['a-', false],
    ['a.b', false],
  ])('%s', (text, isLabel) => {
    expect(evaluate('!format.dns1123Label().validate(self).hasValue()', text, TEXT)).toBe(isLabel);
  });

  test('says what is wrong', () => {
    const complaints = 'format.dns1123Label().validate(self).value().size()';
    expect(evaluate(`${complaints} == 1`, 'a'.repeat(64), TEXT)).toBe(true);
    expect(evaluate(`${complaints} == 2`, 'A'.repeat(64), TEXT)).toBe(true);
    expect(evaluate(`${complaints} == 0`, 'a', TEXT)).toBe('optional.none() dereference');
  });

  test('is an optional, which null never equals: XBackend refuses every name of a port, as upstream does', () => {
    const rule = bundledRule('size(self) == 0 || format.dns1123Label().validate(self) == null');
    expect(rule?.('', undefined)).toBe(true);
    expect(rule?.('http', undefined)).toBe(false);
    expect(rule?.('Not a name', undefined)).toBe(false);
  });
});
