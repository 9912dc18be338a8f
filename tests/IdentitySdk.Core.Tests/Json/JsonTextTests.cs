using IdentitySdk.Core;

namespace IdentitySdk.Tests;

/// <summary>JSON objects in text that may be anything.</summary>
public sealed class JsonTextTests
{
    [TestCase("""{"a":1,"b":{"c":[true,null]}}""")]
    [TestCase(" \t\r\n{} \t\r\n")]
    [TestCase("\uFEFF{}", Description = "a byte order mark is not part of the document")]
    [TestCase("{\"a\":\"\\ud800\"}", Description = "an unpaired surrogate")]
    public void TryParseObject_reads_an_object(string text) => Assert.That(JsonText.TryParseObject(text), Is.Not.Null);

    [TestCase("")]
    [TestCase("null")]
    [TestCase("<html>{}</html>")]
    [TestCase("[{}]")]
    [TestCase("\"{}\"")]
    [TestCase("{\"a\":1")]
    [TestCase("{\"a\":1} garbage")]
    [TestCase("{\"a\":1}{\"a\":1}")]
    [TestCase("{\"a\":1}/* comment */")]
    [TestCase("{'a':1}")]
    [TestCase("{a:1}")]
    [TestCase("{\"a\":1,}")]
    public void TryParseObject_returns_null_for_anything_else(string text) => Assert.That(JsonText.TryParseObject(text), Is.Null);

    [TestCase(31, true)]
    [TestCase(32, false)]
    public void TryParseObject_returns_null_for_deep_nesting(int arrays, bool expected)
    {
        var text = "{\"a\":" + new string('[', arrays) + new string(']', arrays) + "}";
        Assert.That(JsonText.TryParseObject(text) is not null, Is.EqualTo(expected));
    }
}
