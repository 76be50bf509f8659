import { Command, Option } from 'commander';
import { TEST_FORMATS, type TestOptions, test } from '../test';

/** `loxigw test`. */
export function testCommand(): Command {
  return new Command('test')
    .description('run files of requests with expectations')
    .argument('<files...>', 'test files in YAML or JSON')
    .addOption(new Option('-o, --output <format>', 'how to print').choices([...TEST_FORMATS]).default('text'))
    .option('--manifests <path...>', 'manifests, instead of those that the files name; separate from files by --')
    .option('--platform <file>', 'versions of the target; by default a loxigw.yaml here or above')
    .addHelpText(
      'after',
      `
A test file; manifests are from its folder, dist unless given:
  manifests: [dist/berlin]
  tests:
    - name: the cart is that of the shop
      request: GET http://shop.example.com/cart
      expect: { service: 'shop/cart:8080', status: 200 }
    - name: the canary gets its share
      request: { url: 'http://192.168.57.100/', headers: { magic: foo } }
      expect: { split: { stable: 0.99, canary: 0.01 } }
Expect status, grpcStatus, connection, service (null: the gateway answers), split, route, listener, redirect, path, host and method at the backend,
requestHeaders and responseHeaders (null: absent), mirrors, backendTLS.

Examples:
  loxigw test routing.test.yaml
  loxigw test -o junit tests/*.yaml > results.xml`,
    )
    .action((files: string[], options: TestOptions) => {
      process.exitCode = test(files, options);
    });
}
