using IdentitySdk;
using IdentitySdk.Okta;
using TwoTenants;

var builder = WebApplication.CreateBuilder(args);
string[] tenants = [.. builder.Configuration.GetSection("Okta").GetChildren().Select(section => section.Key)];
foreach (var tenant in tenants)
{
    builder.Services.AddOktaClient(tenant, builder.Configuration.GetSection($"Okta:{tenant}"));
    builder.Services.AddHealthChecks().AddOkta(tenant);
}

builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<VendorExceptionHandler>();

var app = builder.Build();
app.UseExceptionHandler();
app.MapHealthChecks("/health");
foreach (var tenant in tenants)
{
    // Each tenant has a client, a credential, connections and a rate-limit budget of its own.
    app.MapGroup($"/{tenant}/users").MapUsers(app.Services.GetRequiredKeyedService<OktaClient>(tenant));
}

app.Run();
