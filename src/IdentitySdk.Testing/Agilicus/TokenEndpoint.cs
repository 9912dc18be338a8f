using System.Text.Json.Nodes;
using IdentitySdk.Testing.Hosting;

namespace IdentitySdk.Testing.Agilicus;

/// <summary>POST /token: exchanges an assertion for an access token. The assertion is sent in the form and as the bearer token.</summary>
internal sealed class TokenEndpoint(Auth auth)
{
    private const string Grant = "urn:agilicus:params:oauth:grant-type:identity_statement";

    public async ValueTask<EmulatorResponse> PostAsync(RequestContext context)
    {
        var form = context.ReadForm();
        if (form.GetValueOrDefault("grant_type") != Grant)
        {
            return Errors.Of(400, "The grant type is not supported");
        }

        if (form.GetValueOrDefault("authentication_document_id") != auth.Document.Id)
        {
            return Errors.Of(401, "The authentication document is unknown");
        }

        if (form.GetValueOrDefault("identity_assertion") is not { Length: > 0 } assertion || context.Request.Header("Authorization") != $"Bearer {assertion}")
        {
            return Errors.Of(401, "The identity assertion is missing from the form or the header");
        }

        // No other member of the response is documented.
        return await auth.Document.CheckAsync(assertion) is { } reason
            ? Errors.Of(401, reason)
            : EmulatorResponse.Json(200, new JsonObject { ["access_token"] = auth.Issue().Value });
    }
}
