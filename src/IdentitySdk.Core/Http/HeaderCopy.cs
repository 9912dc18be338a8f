using System.Net.Http.Headers;

namespace IdentitySdk.Core;

/// <summary>The headers of a message before handlers outside the SDK could add their own.</summary>
internal sealed class HeaderCopy(HttpRequestMessage message)
{
    private readonly KeyValuePair<string, string[]>[] _headers = Copy(message.Headers);
    private readonly KeyValuePair<string, string[]>[] _contentHeaders = message.Content is { } content ? Copy(content.Headers) : [];

    /// <summary>Puts them back: a retry must not send what was added twice.</summary>
    public void Restore(HttpRequestMessage message)
    {
        Restore(message.Headers, _headers);
        if (message.Content is { } content)
        {
            Restore(content.Headers, _contentHeaders);
        }
    }

    private static KeyValuePair<string, string[]>[] Copy(HttpHeaders headers) =>
        [.. headers.Select(static header => new KeyValuePair<string, string[]>(header.Key, [.. header.Value]))];

    private static void Restore(HttpHeaders headers, KeyValuePair<string, string[]>[] before)
    {
        var now = Copy(headers);
        if (now.Length == before.Length && now.Zip(before, IsSame).All(static isSame => isSame))
        {
            return;
        }

        headers.Clear();
        foreach (var header in before)
        {
            headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    private static bool IsSame(KeyValuePair<string, string[]> one, KeyValuePair<string, string[]> other) =>
        one.Key == other.Key && one.Value.SequenceEqual(other.Value);
}
