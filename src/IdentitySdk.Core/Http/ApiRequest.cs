using System.Text;

namespace IdentitySdk.Core;

/// <summary>The request of one operation, which generated code builds: each method returns the request. Invalid arguments throw here, before any I/O.</summary>
internal sealed partial class ApiRequest
{
    private static readonly string[] s_methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
    private string? _template;

    /// <summary>Creates the request of an operation.</summary>
    /// <param name="operation">The verb in upper case, a space, and the path template from the specification, beginning with a slash.</param>
    public ApiRequest(string operation)
    {
        Operation = operation;
        Method = ReadMethod(operation);
        IsSafeToRetry = Method is "GET" or "HEAD" or "OPTIONS" or "PUT" or "DELETE";
    }

    /// <summary>Creates a request whose path template a caller chooses.</summary>
    /// <param name="method">The verb, in upper case.</param>
    /// <param name="template">The path template, beginning with a slash.</param>
    public ApiRequest(string method, string template)
        : this($"{method} {template}") => _template = template;

    /// <summary>The operation as it appears in errors and telemetry: verb and path template, never values.</summary>
    public string Operation { get; }

    public string Method { get; }

    public string Template => _template ??= Operation.Substring(Method.Length + 1);

    /// <summary>Whether a retry is safe when the server may have acted: decided by the specification, else by the verb.</summary>
    public bool IsSafeToRetry { get; private set; }

    /// <summary>Completes each attempt of a token request, in place of the client's credential; null for all other requests.</summary>
    public Action<HttpRequestMessage>? Prepare { get; private set; }

    /// <summary>Whether the request is sent with the client's credential; only token requests are not.</summary>
    public bool IsAuthenticated => Prepare is null;

    /// <summary>The address of a token endpoint outside the client's base address; null for all other requests.</summary>
    public Uri? Address { get; private set; }

    /// <summary>The first value that only the vendor's newer API accepts; null without one.</summary>
    public NewerValue? Newer { get; private set; }

    /// <summary>Marks an optional parameter that only the vendor's newer API accepts.</summary>
    /// <param name="value">The parameter's value; null when it is not sent.</param>
    /// <param name="instead">What to do on the default version; empty when it has no equivalent.</param>
    /// <param name="argument">The C# argument, for exceptions.</param>
    /// <param name="name">The option's C# name.</param>
    public ApiRequest NewerApi(object? value, string instead, string argument, string name)
    {
        Newer ??= value is null ? null : new NewerValue(name, instead, argument);
        return this;
    }

    /// <summary>Marks the request as safe or unsafe to retry, where the verb misleads.</summary>
    /// <param name="isSafeToRetry">False when a retry does harm or turns success into an error.</param>
    public ApiRequest SafeToRetry(bool isSafeToRetry)
    {
        IsSafeToRetry = isSafeToRetry;
        return this;
    }

    /// <summary>Makes this a token request, with its own headers instead of the client's credential.</summary>
    /// <param name="prepare">Completes the message before each attempt: a signature is valid for one attempt only.</param>
    /// <param name="address">The address to send to; null for the client's base address.</param>
    public ApiRequest ForToken(Action<HttpRequestMessage> prepare, Uri? address = null)
    {
        (Prepare, Address) = (prepare, address);
        return this;
    }

    /// <summary>Copies the request with another value for a query parameter.</summary>
    public ApiRequest With(string name, string value) => Copy([.. Parameters.Where(pair => pair.Key != name), new(name, value)]);

    /// <summary>Path and query to send, relative to the base address.</summary>
    public string Target() => _query is null ? ExpandedPath : AppendQuery(_query);

    /// <summary>Copies the request with one query parameter and no other.</summary>
    public ApiRequest WithOnly(string name, string value) => Copy([new(name, value)]);

    /// <summary>Finds the value of a query parameter, the last one when it occurs more than once; null when it is missing.</summary>
    public string? FindQuery(string name) => Parameters.LastOrDefault(pair => pair.Key == name).Value;

    // The usual verbs need no new string.
    private static string ReadMethod(string operation)
    {
        var length = operation.IndexOf(' ');
        foreach (var method in s_methods)
        {
            if (method.Length == length && operation.StartsWith(method, StringComparison.Ordinal))
            {
                return method;
            }
        }

        return operation.Substring(0, length);
    }

    private string AppendQuery(List<KeyValuePair<string, string>> query)
    {
        var target = new StringBuilder(ExpandedPath);
        var separator = '?';
        foreach (var pair in query)
        {
            target.Append(separator).Append(Uri.EscapeDataString(pair.Key)).Append('=').Append(Uri.EscapeDataString(pair.Value));
            separator = '&';
        }

        return target.ToString();
    }

    private ApiRequest Copy(List<KeyValuePair<string, string>> query)
    {
        var copy = (ApiRequest)MemberwiseClone();
        copy._query = query;
        return copy;
    }
}
