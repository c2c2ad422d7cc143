import { claimDataFolder } from "../../../../electron/services/instance.ts";

// A process for the tests of the claim: says on a line whether it got the folder, then every message it receives.
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
const claim = await claimDataFolder(process.argv[2] ?? "", say);
say(claim.claimed);
