export function smallerPng(png: Buffer): Buffer;
