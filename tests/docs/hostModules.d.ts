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
declare module "react-router" {
  import type { ReactElement } from "react";
  export interface LoaderFunctionArgs {
    request: Request;
  }
  export function useLoaderData<Loader extends (...given: never[]) => unknown>(): Awaited<ReturnType<Loader>>;
  export function Links(): ReactElement;
  export function Meta(): ReactElement;
  export function Outlet(): ReactElement;
  export function Scripts(): ReactElement;
}
declare module "@react-router/dev/routes" {
  export type RouteConfig = readonly unknown[];
  export function route(path: string, file: string, options?: { id: string }): unknown;
}
declare module "@react-router/dev/vite" {
  export function reactRouter(): never;
}
