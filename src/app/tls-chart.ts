import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Certificate, TlsGateway } from '../gateway';
import { Backend, HttpMatch, HttpRoute } from '../routes';
import type { Bookinfo } from '../samples';
import type { ArticleChartProps } from './article-chart';

export interface TlsChartProps extends ArticleChartProps {
  readonly bookinfo: Bookinfo;
}

/** "TLS Termination": two hostnames, each with its listener and its route. */
export class TlsChart extends Chart {
  constructor(scope: Construct, id: string, { gatewayClass, loadBalancer, bookinfo, ...props }: TlsChartProps) {
    super(scope, id, props);
    const certificate = Certificate.fromSecret('demo-cert');
    const gateway = new TlsGateway(this, 'tls-gateway', {
      gatewayClass,
      loadBalancer,
      hosts: [
        { hostname: 'bookinfo.sadadco.ir', certificate },
        { hostname: 'hipstershop.sadadco.ir', certificate },
      ],
    });

    new HttpRoute(this, 'https-app-route-1', {
      parents: [gateway.listenerFor('bookinfo.sadadco.ir')],
      hostnames: ['bookinfo.sadadco.ir'],
      rules: [{ matches: [HttpMatch.prefix('/details')], backends: [Backend.service(bookinfo.details)] }],
    });

    new HttpRoute(this, 'https-app-route-2', {
      parents: [gateway.listenerFor('hipstershop.sadadco.ir')],
      hostnames: ['hipstershop.sadadco.ir'],
      rules: [{ matches: [HttpMatch.prefix('/')], backends: [Backend.service(bookinfo.productpage)] }],
    });
  }
}
