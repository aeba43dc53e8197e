// Films by every JavaScript client: @google/genai in both modes, the AI SDK, openai.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { GoogleGenAI as First } from "genai-first";
import { GoogleGenAI as Current } from "genai-current";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { experimental_generateVideo as generateVideo, generateText } from "ai";
import OpenAI from "openai";

const [address, key, out] = process.argv.slice(2);
const options = { apiKey: key, httpOptions: { baseUrl: `${address}/gemini` } };
const isFilm = (data) => assert.equal(Buffer.from(data).subarray(4, 8).toString(), "ftyp");

async function ended(client, operation) {
  while (!operation.done) {
    await pause(500);
    operation = await client.operations.getVideosOperation({ operation });
  }
  assert.equal(operation.error, undefined);
  return operation.response.generatedVideos;
}

for (const Google of [First, Current]) {
  const client = new Google(options);
  const asked = { model: "veo-2.0-generate-001", prompt: "a leaf in the wind", config: { numberOfVideos: 1, durationSeconds: 5 } };
  const [made] = await ended(client, await client.models.generateVideos(asked));
  const path = `${out}/first.mp4`;
  await client.files.download({ file: made.video, downloadPath: path });
  for (let tries = 0; tries < 50 && !readSafely(path); tries++) await pause(100); // it resolves before the file is whole
  isFilm(readFileSync(path));
  // As @ai-sdk/google fetches: the address itself, the key in the query.
  const answer = await fetch(`${made.video.uri}&key=${key}`);
  assert.equal(answer.status, 200);
  isFilm(await answer.arrayBuffer());
  const kept = await client.files.upload({ file: path, config: { mimeType: "video/mp4", displayName: "a leaf" } });
  assert.equal(Number((await client.files.get({ name: kept.name })).sizeBytes), readFileSync(path).length);
  await client.files.delete({ name: kept.name });
  await assert.rejects(client.files.get({ name: kept.name }), (error) => error.status === 404);
}

const spoken = createGoogleGenerativeAI({ apiKey: key, baseURL: `${address}/gemini/v1beta` });
const told = await generateText({ model: spoken.interactions("gemini-omni-1.2-flash"), prompt: "a leaf in the wind" });
assert.deepEqual(told.files.map((file) => file.mediaType), ["video/mp4"]);
const made = await generateVideo({
  model: spoken.video("veo-3.1-generate-001"),
  prompt: "a leaf in the wind",
  duration: 4,
  providerOptions: { google: { pollIntervalMs: 500 } },
  download: async ({ url }) => ({ data: new Uint8Array(await (await fetch(url)).arrayBuffer()), mediaType: "video/mp4" }),
});
isFilm(made.videos[0].uint8Array);

const vertex = new Current({ vertexai: true, ...options });
const asked = { model: "veo-3.1-generate-001", prompt: "a leaf in the wind", config: { numberOfVideos: 1, durationSeconds: 4 } };
const [inline] = await ended(vertex, await vertex.models.generateVideos(asked));
isFilm(Buffer.from(inline.video.videoBytes, "base64"));

const openai = new OpenAI({ apiKey: key, baseURL: `${address}/v1`, maxRetries: 0 });
let film = await openai.videos.create({ model: "sora-2", prompt: "a leaf in the wind", seconds: "4", size: "1280x720" });
while (["queued", "in_progress"].includes(film.status)) {
  await pause(500);
  film = await openai.videos.retrieve(film.id);
}
assert.equal(film.status, "completed");
const content = await (await openai.videos.downloadContent(film.id)).arrayBuffer();
isFilm(content);
writeFileSync(`${out}/film.mp4`, Buffer.from(content));
assert.equal((await openai.videos.delete(film.id)).deleted, true);
console.log("done");

function readSafely(path) {
  try {
    return readFileSync(path).length > 1000;
  } catch {
    return false;
  }
}
