import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Listener, LoxiGateway } from '../gateway';
import { Backend, HttpMatch, WeightedHttpRoute } from '../routes';
import { EchoServers } from '../samples';
import type { ArticleChartProps } from './article-chart';

/** "Traffic Splitting": 99 of 100 requests to one echo server, one to the other. */
export class TrafficSplittingChart extends Chart {
  readonly echoServers: EchoServers;
  readonly listener: Listener;

  constructor(scope: Construct, id: string, { gatewayClass, loadBalancer, ...props }: ArticleChartProps) {
    super(scope, id, props);
    this.echoServers = new EchoServers(this, 'echo-servers');

    const gateway = new LoxiGateway(this, 'my-example-gateway', {
      gatewayClass,
      loadBalancer,
      listeners: [{ name: 'web-gw-echo', protocol: 'HTTP', port: 8080 }],
    });
    this.listener = gateway.listener('web-gw-echo');

    new WeightedHttpRoute(this, 'example-route-1', {
      parents: [this.listener],
      matches: [HttpMatch.prefix('/echo')],
      backends: [
        { backend: Backend.service(this.echoServers.first), percent: 99 },
        { backend: Backend.service(this.echoServers.second), percent: 1 },
      ],
    });
  }
}
