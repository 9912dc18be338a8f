using System.Net.Http.Headers;
using IdentitySdk.Core;
using Newtonsoft.Json.Linq;

namespace IdentitySdk;

/// <summary>The body of a call of <see cref="RawClient"/>: JSON, a form, or bytes.</summary>
public sealed class RawBody
{
    private RawBody(Func<ModelWriterMode?, RequestBody> create) => Create = create;

    /// <summary>Writes the body. The mode is for models; null takes the usual one.</summary>
    internal Func<ModelWriterMode?, RequestBody> Create { get; }

    /// <summary>Whether the body has a media type but no bytes, which a GET may send too.</summary>
    internal bool IsEmpty { get; private init; }

    /// <summary>Sends free-form JSON.</summary>
    /// <param name="body">The JSON; it is written when the call begins.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static implicit operator RawBody(JToken body) => Json(body);

    /// <summary>Sends a model as JSON.</summary>
    /// <param name="body">The model; it is written when the call begins.</param>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static implicit operator RawBody(ApiObject body) => Json(body);

    /// <summary>Sends free-form JSON.</summary>
    /// <param name="body">The JSON; it is written when the call begins.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null; JSON null is <c>JValue.CreateNull()</c>.</exception>
    public static RawBody Json(JToken body)
    {
        _ = body ?? throw new ArgumentNullException(nameof(body));
        return new RawBody(_ => JsonBody.Create(body));
    }

    /// <summary>Sends a model as JSON: the properties that are set, as in any other call, but without the checks of an operation.</summary>
    /// <remarks>Read-only members are left out, except in a PUT of Agilicus, which sends all members that were read.</remarks>
    /// <param name="body">The model; it is written when the call begins.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="body"/> is null.</exception>
    public static RawBody Json(ApiObject body)
    {
        _ = body ?? throw new ArgumentNullException(nameof(body));
        return new RawBody(mode => JsonBody.Create(body, mode ?? JsonBody.Sent));
    }

    /// <summary>Sends a form (<c>application/x-www-form-urlencoded</c>).</summary>
    /// <param name="fields">The fields, unescaped, copied; a name may be repeated.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ArgumentException">A field has no name or value, or half of a surrogate pair.</exception>
    public static RawBody Form(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var copy = new QueryParameters();
        foreach (var field in fields ?? throw new ArgumentNullException(nameof(fields)))
        {
            copy.Add(field.Key, field.Value);
        }

        return new RawBody(_ => RequestBody.Form(copy));
    }

    /// <summary>Sends bytes unchanged.</summary>
    /// <remarks>
    /// An empty array sends only the media type. A GET may have such a body: Okta reads hints in the type, such as
    /// <c>application/json; okta-response="omitCredentials"</c>.
    /// </remarks>
    /// <param name="bytes">The bytes, copied.</param>
    /// <param name="contentType">The <c>Content-Type</c> header, such as <c>image/png</c>.</param>
    /// <returns>The body.</returns>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is not a media type.</exception>
    public static RawBody Bytes(byte[] bytes, string contentType)
    {
        var copy = (byte[])(bytes ?? throw new ArgumentNullException(nameof(bytes))).Clone();
        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            ? new RawBody(_ => RequestBody.Bytes(copy, type)) { IsEmpty = copy.Length == 0 }
            : throw new ArgumentException("The text is not a media type.", nameof(contentType));
    }
}
