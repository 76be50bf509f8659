import { Chart, type ChartProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Listener } from '../gateway';
import { Backend, HttpFilter, HttpMatch, HttpRoute } from '../routes';
import type { EchoServers } from '../samples';

export interface HeadersChartProps extends ChartProps {
  readonly listener: Listener;
  readonly echoServers: EchoServers;
}

/** "Modifying HTTP Request Headers" and "… Response Headers", with the echo servers. */
export class HeadersChart extends Chart {
  constructor(scope: Construct, id: string, { listener, echoServers, ...props }: HeadersChartProps) {
    super(scope, id, props);
    const backends = [Backend.service(echoServers.first)];

    new HttpRoute(this, 'header-http-echo', {
      parents: [listener],
      rules: [
        {
          matches: [HttpMatch.prefix('/cilium-add-a-request-header')],
          filters: [HttpFilter.addRequestHeaders({ 'my-cilium-header-name': 'my-cilium-header-value' })],
          backends,
        },
        {
          matches: [HttpMatch.prefix('/cilium-remove-a-request-header')],
          filters: [HttpFilter.removeRequestHeaders('x-request-id')],
          backends,
        },
      ],
    });

    new HttpRoute(this, 'response-header-modifier', {
      parents: [listener],
      rules: [
        {
          matches: [HttpMatch.prefix('/multiple')],
          filters: [
            HttpFilter.addResponseHeaders({
              'X-Header-Add-1': 'header-add-1',
              'X-Header-Add-2': 'header-add-2',
              'X-Header-Add-3': 'header-add-3',
            }),
          ],
          backends,
        },
      ],
    });
  }
}
