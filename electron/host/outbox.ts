import type { HostEvent } from "#core/api/contract";

/** Holds events back until the page listens; what is sent to it earlier would be lost. */
export class Outbox {
  #waiting: HostEvent[] = [];
  #deliver: ((event: HostEvent) => void) | undefined;

  send(event: HostEvent): void {
    if (this.#deliver) this.#deliver(event);
    else this.#waiting.push(event);
  }

  /** The page listens: it gets what has waited, in order, and from now on everything at once. */
  open(deliver: (event: HostEvent) => void): void {
    this.#deliver = deliver;
    for (const event of this.#waiting.splice(0)) deliver(event);
  }

  /** The page is gone; events wait for the next one. */
  close(): void {
    this.#deliver = undefined;
  }
}
