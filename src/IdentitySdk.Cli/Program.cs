using IdentitySdk.Cli;
using IdentitySdk.Cli.Hosting;

return await Application.RunAsync(args, new CliContext(new SystemConsole()));
