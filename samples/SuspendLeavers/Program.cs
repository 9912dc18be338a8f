using IdentitySdk;
using IdentitySdk.Okta;
using SuspendLeavers;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOktaClient(builder.Configuration.GetSection("Okta"));
builder.Services.AddSingleton(LeaverSettings.Read(builder.Configuration.GetSection("Leavers")));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<LeaverJob>();
builder.Services.AddHostedService<LeaverWorker>();
await builder.Build().RunAsync();
