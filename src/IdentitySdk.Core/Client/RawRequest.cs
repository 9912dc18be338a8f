namespace IdentitySdk;

/// <summary>Values, body and options of a call of <see cref="RawClient"/>; all are optional.</summary>
public sealed class RawRequest
{
    /// <summary>Values for the names in braces in the path, unescaped. Each becomes one escaped path segment, or part of one.</summary>
    public IDictionary<string, string> Path { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Query parameters, unescaped; a name may be repeated.</summary>
    public QueryParameters Query { get; } = [];

    /// <summary>
    /// The body; a <c>JToken</c> and a model convert to one. Null (the default) sends none. GET and HEAD have no body, and neither has a list.
    /// </summary>
    public RawBody? Body { get; set; }

    /// <summary>
    /// Whether the call may be retried although the vendor may have acted. Null (the default) decides by the verb: GET, HEAD, OPTIONS, PUT and DELETE are
    /// retried, others are not, and neither are operations whose verb misleads, such as Okta's <c>DELETE /api/v1/users/{userId}</c>.
    /// </summary>
    public bool? IsSafeToRetry { get; set; }

    /// <summary>Paging style of a list; null (the default) takes the vendor's usual style. Only for lists.</summary>
    public RawPaging? Paging { get; set; }

    /// <summary>Per-call options: headers, retries, time-outs, the captured response. Null (the default) takes the client's.</summary>
    public RequestOptions? RequestOptions { get; set; }
}
