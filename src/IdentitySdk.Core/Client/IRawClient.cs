using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>
/// Calls any operation of the vendor, including those without a method, with the same authentication, retries, rate limits, exceptions and paging.
/// </summary>
public interface IRawClient
{
    /// <summary>Sends a call and returns its response as free-form JSON.</summary>
    /// <param name="method">The verb; CONNECT and TRACE are refused.</param>
    /// <param name="path">
    /// The path below the base address, beginning with a slash, with <c>{name}</c> in place of each value of <see cref="RawRequest.Path"/>. It names the
    /// call in exceptions, logs, metrics and rate-limit buckets, so put no id or other value in it.
    /// </param>
    /// <param name="request">Values, body and options; null sends none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The whole body; a JSON null when it is empty, as after 204.</returns>
    /// <exception cref="ArgumentException">Verb, path, values or body cannot be sent. Nothing was sent.</exception>
    /// <exception cref="InvalidResponseException">The response is a success, but its body is not JSON.</exception>
    /// <exception cref="IdentityApiException">The call failed.</exception>
    Task<JToken> SendAsync(HttpMethod method, string path, RawRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a call and returns its response as a model, without the vendor's envelope.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidResponseException">The response is a success, but its body is empty or not JSON of this shape.</exception>
    /// <inheritdoc cref="SendAsync(HttpMethod, string, RawRequest?, CancellationToken)" path="/param|/exception"/>
    Task<T> SendAsync<T>(HttpMethod method, string path, RawRequest? request = null, CancellationToken cancellationToken = default)
        where T : ApiObject, new();

    /// <summary>Sends a call and reads any response with a function of the caller's.</summary>
    /// <typeparam name="T">The type that the function returns.</typeparam>
    /// <param name="method">The verb; CONNECT and TRACE are refused.</param>
    /// <param name="path">The path, as in the other methods.</param>
    /// <param name="read">Reads the body; called once, with an empty span when the body is empty.</param>
    /// <param name="request">Values, body and options; null sends none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The function's result.</returns>
    /// <exception cref="InvalidResponseException">The function threw a <c>JsonException</c>, or the body is larger than MaxResponseBytes.</exception>
    /// <inheritdoc cref="SendAsync(HttpMethod, string, RawRequest?, CancellationToken)" path="/exception"/>
    Task<T> SendAsync<T>(HttpMethod method, string path, RawReader<T> read, RawRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Sends a call and returns the bytes of any response.</summary>
    /// <returns>The bytes, decompressed; an empty array when the body is empty.</returns>
    /// <exception cref="InvalidResponseException">The body is larger than MaxResponseBytes.</exception>
    /// <inheritdoc cref="SendAsync(HttpMethod, string, RawRequest?, CancellationToken)" path="/param|/exception"/>
    Task<byte[]> SendForBytesAsync(HttpMethod method, string path, RawRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Gets every item of a list, across all pages, as free-form JSON. Nothing is sent before the list is enumerated.</summary>
    /// <param name="path">The path, as in <see cref="SendAsync(HttpMethod, string, RawRequest?, CancellationToken)"/>.</param>
    /// <param name="request">Values, filters and options, copied; null sends none.</param>
    /// <param name="cancellationToken">Ends each enumeration.</param>
    /// <returns>The items and pages.</returns>
    /// <exception cref="ArgumentException">Path, values or options cannot be sent, or there is a body.</exception>
    AsyncPageable<JToken> ListAllAsync(string path, RawRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Gets every item of a list, across all pages, as models. Nothing is sent before the list is enumerated.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <inheritdoc cref="ListAllAsync(string, RawRequest?, CancellationToken)" path="/param|/returns|/exception"/>
    AsyncPageable<T> ListAllAsync<T>(string path, RawRequest? request = null, CancellationToken cancellationToken = default)
        where T : ApiObject, new();

    /// <summary>Gets every item of a list, across all pages, read by a function of the caller's. Nothing is sent before the list is enumerated.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="path">The path, as in the other methods.</param>
    /// <param name="readItem">Reads the JSON of one item.</param>
    /// <param name="request">Values, filters and options, copied; null sends none.</param>
    /// <param name="cancellationToken">Ends each enumeration.</param>
    /// <inheritdoc cref="ListAllAsync(string, RawRequest?, CancellationToken)" path="/returns|/exception"/>
    AsyncPageable<T> ListAllAsync<T>(string path, RawReader<T> readItem, RawRequest? request = null, CancellationToken cancellationToken = default);
}
