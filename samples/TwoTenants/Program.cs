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
    // Each tenant has its own client, credential, connections and rate-limit budget.
    app.MapGroup($"/{tenant}/users").MapUsers(app.Services.GetRequiredKeyedService<OktaClient>(tenant));
}

app.Run();
