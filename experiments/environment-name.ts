/** How to call an environment: without the folders of a module reference, `my-world.js#create`. */
export function nameOfEnvironment(environment: string): string {
  return environment.includes('#') ? (environment.split(/[/\\]/).at(-1) as string) : environment;
}
