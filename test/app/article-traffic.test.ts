import { join } from 'node:path';
import { expect as expectTraffic, rehearsalOfFiles } from '../../src/testing';

/* The article's own checks, in TypeScript; examples/article.routing.yaml has them for `loxigw test`. */

const DIST = join(__dirname, '../../dist');
const AT = { address: '192.168.57.100' };

describe("the article's requests", () => {
  const traffic = expectTraffic(rehearsalOfFiles(join(DIST, 'article')));

  test('curl of /details/1 reaches the details', () => {
    traffic
      .toRoute('GET http://192.168.57.100/details/1')
      .toService('details', 9080)
      .toAnswer(200)
      .withPath('/details/1');
  });

  test('header, query parameter and method together reach the product page', () => {
    const magic = { headers: { magic: 'foo' } };
    traffic.toRoute('GET http://192.168.57.100/?great=example', magic).toService('productpage', 9080);
    traffic.toRoute('POST http://192.168.57.100/?great=example', magic).toAnswer(404);
    traffic.toRoute('GET http://192.168.57.100/?great=example').toAnswer(404);
  });

  test('each TLS host has its own backend, and others no connection', () => {
    traffic.toRoute('https://bookinfo.sadadco.ir/details/1', AT).toService('details');
    traffic.toRoute('https://hipstershop.sadadco.ir/', AT).toService('productpage');
    traffic.notToConnect('https://other.sadadco.ir/', AT);
  });

  test('traffic is split 99 to 1', () => {
    traffic.toRoute('GET http://192.168.57.100:8080/echo').toSplit({ 'echo-1': 0.99, 'echo-2': 0.01 });
  });

  test('headers are added and removed', () => {
    const added = 'http://192.168.57.100:8080/cilium-add-a-request-header';
    const removed = 'http://192.168.57.100:8080/cilium-remove-a-request-header';
    traffic.toRoute(added).withRequestHeader('my-cilium-header-name', 'my-cilium-header-value');
    traffic.toRoute(removed, { headers: { 'x-request-id': '1' } }).withRequestHeader('x-request-id', null);
    traffic.toRoute('http://192.168.57.100:8080/multiple').withResponseHeader('x-header-add-3', 'header-add-3');
  });
});

test('the same requests reach the same Services on the newest Cilium, at other addresses', () => {
  const rehearsal = rehearsalOfFiles(join(DIST, 'current'));
  const gateway = (name: string, listenerPort: number) => ({ gateway: { namespace: 'default', name, listenerPort } });
  expectTraffic(rehearsal)
    .toRoute({ path: '/details/1', ...gateway('my-gateway', 80) })
    .toService('details', 9080);
});
