// Makes programs small: `node optimise.mjs PATH/TO/binaryen/index.js FILE…`. Each file gets a neighbour with the ending
// `.small`. All in one process: the optimiser takes longer to start than most of the pieces take to be optimised.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [optimiser, ...files] = process.argv.slice(2);
// It does not know all of what the names of functions come with, and says so for each; what is wrong is thrown.
console.warn = console.error = () => {};
const { default: binaryen } = await import(pathToFileURL(optimiser));

// The features that every supported browser has; with all of them Chromium refuses the program.
const { Features } = binaryen;
const FEATURES = [
  Features.BulkMemory, Features.BulkMemoryOpt, Features.CallIndirectOverlong, Features.Multivalue, Features.MutableGlobals,
  Features.NontrappingFPToInt, Features.ReferenceTypes, Features.SIMD128, Features.SignExt,
].reduce((all, one) => all | one);

// For size (-Oz).
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
for (const file of files) {
  const program = binaryen.readBinary(readFileSync(file));
  program.setFeatures(FEATURES);
  program.optimize();
  if (!program.validate()) throw new Error(`${file} is no longer valid`);
  writeFileSync(`${file}.small`, program.emitBinary());
  program.dispose();
}
