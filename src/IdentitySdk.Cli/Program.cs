using IdentitySdk.Cli;

return await Application.RunAsync(args, new CliContext(new SystemConsole()));
