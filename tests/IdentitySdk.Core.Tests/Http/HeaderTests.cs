using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>Headers that callers set for one call.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HeaderTests : IDisposable
{
    private readonly TestApi _api = new();

    public void Dispose() => _api.Dispose();

    [TestCase("X-Trace", "a b\tc")]
    [TestCase("X-Bounds", " ~")]
    [TestCase("Accept-Language", "de")]
    [TestCase("X-Empty", "")]
    [TestCase("Accept", "application/vnd.vendor+json")]
    [TestCase("user-agent", "mine/1.0")]
    public async Task Header_of_a_caller_replaces_the_clients_header(string name, string value)
    {
        _api.Transport.Respond(200, "{}");
        await _api.GetAsync(new RequestOptions { Headers = { [name] = value } });

        Assert.That(_api.Transport.Sent[0].Headers.Single(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, Is.EqualTo(value));
    }

    [TestCase("Authorization")]
    [TestCase("authorization")]
    [TestCase("DPoP")]
    [TestCase("Cookie")]
    [TestCase("Host")]
    [TestCase("Content-Length")]
    [TestCase("Transfer-Encoding")]
    [TestCase("Proxy-Authorization")]
    [TestCase("Connection")]
    [TestCase("Content-Type")]
    [TestCase("Upgrade")]
    [TestCase("TE")]
    [TestCase("Trailer")]
    public async Task Header_with_a_reserved_name_is_refused(string name) =>
        Assert.That((await AssertRefusedAsync(name, "value")).Message, Does.StartWith($"The header '{name}' is reserved"));

    [TestCase("Expires")]
    [TestCase("")]
    [TestCase("a b")]
    [TestCase("X-A:")]
    [TestCase("X-A\r\nX-B")]
    public async Task Header_with_an_invalid_name_is_refused(string name) => Assert.That((await AssertRefusedAsync(name, "value")).Message, Does.StartWith("A header name is invalid"));

    [TestCase("a\r\nX-Injected: 1")]
    [TestCase("a\nb")]
    [TestCase("a\0b")]
    [TestCase("\u007f")]
    [TestCase("jané")]
    [TestCase(null)]
    public async Task Header_with_an_invalid_value_is_refused_and_the_value_is_not_shown(string? value)
    {
        var exception = await AssertRefusedAsync("X-A", value!);
        Assert.That(exception.Message, Does.StartWith("The value of the header 'X-A' is invalid"));
        Assert.That(value is { Length: > 1 } && exception.Message.Contains(value, StringComparison.Ordinal), Is.False);
    }

    private async Task<ArgumentException> AssertRefusedAsync(string name, string value)
    {
        var exception = (await Assert.ThrowsAsync<ArgumentException>(() => _api.GetAsync(new RequestOptions { Headers = { [name] = value } })))!;
        Assert.That(exception.ParamName, Is.EqualTo("Headers"));
        Assert.That(_api.Transport.Sent, Is.Empty);
        return exception;
    }
}
