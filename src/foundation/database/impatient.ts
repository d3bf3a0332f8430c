import { PreparingClient } from './prepared.ts';

/**
 * A client that gives up a connection on which a statement got no answer in time (`query_timeout`). The server ends what
 * runs too long (`statement_timeout`) and says so; where not even that comes, it hangs or the network between is gone,
 * and whatever is asked next on the same connection would wait behind it.
 */
export class ImpatientClient extends PreparingClient {
  constructor(config?: ConstructorParameters<typeof PreparingClient>[0]) {
    super(config);
    const query: (...args: unknown[]) => unknown = this.query.bind(this);
    const timed = (...args: unknown[]) => {
      const answer = query(...args);
      if (answer instanceof Promise) answer.catch((error: unknown) => this.#giveUp(error));
      return answer;
    };
    // Takes and gives what the method takes and gives.
    this.query = timed as typeof this.query;
  }

  #giveUp(error: unknown): void {
    // pg gives this error neither a class nor a code. An end while a statement runs is a cut, and the pool sees it at once.
    if (error instanceof Error && error.message === 'Query read timeout') this.end().catch(() => {});
  }
}
