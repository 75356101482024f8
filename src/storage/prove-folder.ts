import { join } from 'node:path';
import type { Random } from '../host/host.ts';
import { identify, newMark } from './owner.ts';
import { probePrivateFile } from './private-file.ts';
import { ensurePrivateFolder } from './private-folder.ts';

/** Bytes that the data folder must take. */
const PROBE_BYTES = 4_096;

/**
 * Makes the data folder if it is not there, writes a file into it, reads that back and deletes it.
 * @throws ToolError `store.failed`
 */
export async function proveFolderWritable(
  folder: string,
  by: {
    readonly random: Random;
    readonly pid: number;
    readonly hostname: string;
    readonly onNotice: (line: string) => void;
  },
): Promise<void> {
  await ensurePrivateFolder(folder, by.onNotice);
  const mark = newMark(await identify(by.pid, by.hostname), by.random);
  await probePrivateFile(join(folder, 'diagnose'), by.random.bytes(PROBE_BYTES), mark);
}
