using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IdentitySdk.Directories;

namespace IdentitySdk.Scim;

/// <summary>Sends SCIM requests and maps error responses (RFC 7644, 3.12).</summary>
internal sealed class ScimHttp(HttpClient client)
{
    public async Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) => (await SendAsync(HttpMethod.Get, path, body: null, cancellationToken))!;

    /// <summary>Sends one request without retries.</summary>
    /// <returns>The body; null if there is none, for example after a deletion.</returns>
    public async Task<JsonObject?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/scim+json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/scim+json"));
        }

        var isWrite = method != HttpMethod.Get;
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode
                ? response.StatusCode == HttpStatusCode.NoContent ? null : JsonNode.Parse(text)!.AsObject()
                : throw Failure(response, text, isWrite);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new DirectoryException(Failed(isWrite), "The response is not a SCIM response.", exception);
        }
        catch (HttpRequestException exception)
        {
            var wasSent = exception.HttpRequestError is not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError);
            throw new DirectoryException(Failed(isWrite && wasSent), "The service could not be reached.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DirectoryException(Failed(isWrite), "The service took too long.", exception);
        }
    }

    private static DirectoryError Failed(bool mayHaveBeenDone) => mayHaveBeenDone ? DirectoryError.OutcomeUnknown : DirectoryError.Unavailable;

    private static DirectoryException Failure(HttpResponseMessage response, string text, bool isWrite)
    {
        var isScim = text.Contains("urn:ietf:params:scim:api:messages:2.0:Error", StringComparison.Ordinal);
        var error = response.StatusCode switch
        {
            _ when !isScim => Failed(isWrite),
            HttpStatusCode.NotFound => DirectoryError.NotFound,
            HttpStatusCode.Conflict => DirectoryError.AlreadyExists,
            HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized => DirectoryError.Unavailable,
            >= HttpStatusCode.InternalServerError => Failed(isWrite),
            _ => DirectoryError.Refused,
        };
        return new DirectoryException(error, $"The service responded with {(int)response.StatusCode}.") { RetryAfter = response.Headers.RetryAfter?.Delta };
    }
}
