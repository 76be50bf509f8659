/** A Service of a sample workload: what `Backend.service()` needs of it. */
export interface SampleService {
  /** `metadata.name`. */
  readonly name: string;
  /** Its only port. */
  readonly port: number;
  readonly metadata: {
    /** `metadata.namespace`; undefined where the chart has none. */
    readonly namespace?: string;
  };
}
