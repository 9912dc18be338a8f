using IdentitySdk.Cli;

using var console = new SystemConsole();
return await Application.RunAsync(args, new CliContext(console));
