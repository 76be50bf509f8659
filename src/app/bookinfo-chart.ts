import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { LoxiGateway } from '../gateway';
import { Backend, HttpMatch, HttpRoute } from '../routes';
import { Bookinfo } from '../samples';
import type { ArticleChartProps } from './article-chart';

/** "HTTP Routing": Bookinfo behind my-gateway, by path, and by header, query and method. */
export class BookinfoChart extends Chart {
  readonly bookinfo: Bookinfo;

  constructor(scope: Construct, id: string, { gatewayClass, loadBalancer, ...props }: ArticleChartProps) {
    super(scope, id, props);
    this.bookinfo = new Bookinfo(this, 'bookinfo');

    const gateway = new LoxiGateway(this, 'my-gateway', {
      gatewayClass,
      loadBalancer,
      listeners: [{ name: 'web-gw', protocol: 'HTTP', port: 80 }],
    });

    new HttpRoute(this, 'http-app-1', {
      parents: [gateway.listener('web-gw')],
      rules: [
        { matches: [HttpMatch.prefix('/details')], backends: [Backend.service(this.bookinfo.details)] },
        {
          matches: [HttpMatch.prefix('/').method('GET').header('magic', 'foo').query('great', 'example')],
          backends: [Backend.service(this.bookinfo.productpage)],
        },
      ],
    });
  }
}
