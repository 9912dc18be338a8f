using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdentitySdk.Testing.Okta;

/// <summary>Parses a filter expression: comparisons joined by and/or, with parentheses; "and" has precedence.</summary>
/// <exception cref="FormatException">The expression, an attribute or an operator is not supported.</exception>
internal sealed partial class FilterParser(string text, FilterDialect dialect)
{
    private const int MaxDepth = 100;
    private readonly string[] _tokens = Tokenize(text);
    private int _position;
    private int _depth;

    private string? Next => _position < _tokens.Length ? _tokens[_position] : null;

    public Filter Parse()
    {
        var filter = ParseOr();
        return Next is null ? filter : throw new FormatException($"Unexpected '{Next}'.");
    }

    private Filter ParseOr()
    {
        var left = ParseAnd();
        while (TryTake("or"))
        {
            left = Filter.Or(left, ParseAnd());
        }

        return left;
    }

    private Filter ParseAnd()
    {
        var left = ParseTerm();
        while (TryTake("and"))
        {
            left = Filter.And(left, ParseTerm());
        }

        return left;
    }

    private Filter ParseTerm()
    {
        if (TryTake("("))
        {
            if (++_depth > MaxDepth)
            {
                throw new FormatException("The expression is nested too deeply.");
            }

            var inner = ParseOr();
            return TryTake(")") ? inner : throw new FormatException("A closing parenthesis is missing.");
        }

        var attribute = Take("an attribute");
        var operation = Take("an operator").ToLowerInvariant();
        dialect.Check(attribute, operation);
        return operation == "pr" ? Filter.Present(attribute) : Filter.Compare(attribute, operation, ParseLiteral());
    }

    private JsonElement ParseLiteral()
    {
        var token = Take("a value");
        try
        {
            // A literal is quoted and escaped like JSON.
            using var document = JsonDocument.Parse(token);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new FormatException($"'{token}' is not a value; strings need double quotes.");
        }
    }

    private bool TryTake(string token)
    {
        if (!string.Equals(Next, token, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        _position++;
        return true;
    }

    private string Take(string what) => _position < _tokens.Length ? _tokens[_position++] : throw new FormatException($"Expected {what} at the end.");

    private static string[] Tokenize(string text)
    {
        var matches = Token().Matches(text);
        return matches.Sum(match => match.Length) == text.Length
            ? [.. matches.Select(match => match.Value.Trim()).Where(token => token.Length > 0)]
            : throw new FormatException("The expression is malformed.");
    }

    [GeneratedRegex("""\s+|[()]|"(?:[^"\\]|\\.)*"|[^\s()"]+""")]
    private static partial Regex Token();
}
