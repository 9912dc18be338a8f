using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <inheritdoc cref="IRawClient"/>
public class RawClient : IRawClient
{
    private readonly ApiClient _api;
    private readonly PagingStyle _paging;

    internal RawClient(ApiClient api, PagingStyle paging) => (_api, _paging) = (api, paging);

    /// <summary>Creates a test double: only members that the subclass overrides can be called.</summary>
    protected RawClient() => (_api, _paging) = (null!, null!);

    /// <inheritdoc/>
    public virtual Task<JToken> SendAsync(HttpMethod method, string path, RawRequest? request = null, CancellationToken cancellationToken = default) =>
        _api.SendOptionalAsync(
            Create(method, path, request),
            static (ref ModelReader reader) => reader.ReadJToken(),
            JValue.CreateNull(),
            request?.RequestOptions,
            cancellationToken);

    /// <inheritdoc/>
    public virtual Task<T> SendAsync<T>(HttpMethod method, string path, RawRequest? request = null, CancellationToken cancellationToken = default)
        where T : ApiObject, new() =>
        _api.SendAsync(Create(method, path, request), _api.Vendor.Unwrap<T>(ReadModel<T>), request?.RequestOptions, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<T> SendAsync<T>(
        HttpMethod method, string path, RawReader<T> read, RawRequest? request = null, CancellationToken cancellationToken = default) =>
        SendForBytesAsync(method, path, WithoutByteOrderMark(read ?? throw new ArgumentNullException(nameof(read))), request, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<byte[]> SendForBytesAsync(HttpMethod method, string path, RawRequest? request = null, CancellationToken cancellationToken = default) =>
        SendForBytesAsync(method, path, static bytes => bytes.ToArray(), request, cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<JToken> ListAllAsync(string path, RawRequest? request = null, CancellationToken cancellationToken = default) =>
        List(path, request, static (ref ModelReader reader) => reader.ReadList(static (ref ModelReader item) => item.ReadJToken()), cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<T> ListAllAsync<T>(string path, RawRequest? request = null, CancellationToken cancellationToken = default)
        where T : ApiObject, new() =>
        List(path, request, static (ref ModelReader reader) => reader.ReadList(ReadModel<T>), cancellationToken);

    /// <inheritdoc/>
    public virtual AsyncPageable<T> ListAllAsync<T>(
        string path, RawReader<T> readItem, RawRequest? request = null, CancellationToken cancellationToken = default)
    {
        _ = readItem ?? throw new ArgumentNullException(nameof(readItem));
        return List(path, request, (ref ModelReader reader) => reader.ReadList(readItem), cancellationToken);
    }

    /// <summary>Removes the byte order mark, which JSON readers reject.</summary>
    private static RawReader<T> WithoutByteOrderMark<T>(RawReader<T> read) => bytes => read(ResponseBody.SkipByteOrderMark(bytes));

    private Task<T> SendForBytesAsync<T>(HttpMethod method, string path, RawReader<T> read, RawRequest? request, CancellationToken cancellationToken) =>
        _api.SendForBytesAsync(Create(method, path, request), read, request?.RequestOptions, cancellationToken);

    private static T? ReadModel<T>(ref ModelReader reader)
        where T : ApiObject, new() => reader.BeginObject() ? reader.Fill(new T()) : null;

    private AsyncPageable<T> List<T>(string path, RawRequest? request, ReadValue<IReadOnlyList<T>> readItems, CancellationToken cancellationToken)
    {
        var list = new PagedRequest<T>(CreateCall(HttpMethod.Get, path, request), request?.Paging?.Style ?? _paging, readItems);
        return _api.List(list, request?.RequestOptions, cancellationToken);
    }

    private ApiRequest Create(HttpMethod method, string path, RawRequest? request) => request?.Paging is null
        ? CreateCall(method, path, request)
        : throw new ArgumentException("A paging style is only for ListAllAsync.", nameof(RawRequest.Paging));

    /// <exception cref="ArgumentException">Verb, path, values or body cannot be sent.</exception>
    private ApiRequest CreateCall(HttpMethod method, string path, RawRequest? request)
    {
        request ??= new RawRequest();
        var verb = ReadVerb(method ?? throw new ArgumentNullException(nameof(method)), request.Body is { IsEmpty: false });
        var call = PathTemplate.Fill(verb, path ?? throw new ArgumentNullException(nameof(path)), [.. request.Path]);
        foreach (var pair in request.Query)
        {
            call.Query(pair.Key, pair.Value);
        }

        if (request.Body is { } body)
        {
            call.Content(() => body.Create(_api.Vendor.SendsReadOnly(verb) ? ModelWriterMode.Body : null));
        }

        var isMisleading = _api.Vendor.MisleadingOperations.Any(operation => PathTemplate.IsCallOf(call, operation));
        return call.SafeToRetry(request.IsSafeToRetry ?? (call.IsSafeToRetry && !isMisleading));
    }

    /// <summary>Returns the verb in upper case, because the verb decides whether a retry is safe.</summary>
    private static string ReadVerb(HttpMethod method, bool hasBody) => method.Method.ToUpperInvariant() switch
    {
        "CONNECT" or "TRACE" => throw new ArgumentException("CONNECT and TRACE are not verbs of an API.", nameof(method)),
        "GET" or "HEAD" when hasBody => throw new ArgumentException("A GET or HEAD request has no body.", nameof(RawRequest.Body)),
        var verb => verb,
    };
}
