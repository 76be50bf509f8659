export { Bookinfo, type BookinfoApplication, type BookinfoProps } from './bookinfo';
export { EchoServers, type EchoServersProps } from './echo-servers';
export type { SampleService } from './sample-service';
