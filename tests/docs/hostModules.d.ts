// What a host has and this repository does not install: the hosts' tests run it for real.
declare module "*.css";
declare module "express";
declare module "fastify";
declare module "hono";
declare module "@nestjs/common" {
  export interface MiddlewareConsumer {
    apply(middleware: unknown): { forRoutes(...paths: string[]): void };
  }
  export interface NestModule {
    configure(consumer: MiddlewareConsumer): void;
  }
  export function Module(metadata: object): ClassDecorator;
}
declare module "@nestjs/core";
declare module "@hono/node-server";
declare module "next" {
  export interface NextConfig {
    [option: string]: unknown;
  }
}
declare module "next/headers" {
  export function headers(): Promise<Headers>;
}
declare module "next/navigation" {
  export function redirect(path: string): never;
  export function useRouter(): { push(path: string): void };
}
