using DevLab.JmesPath;
using DevLab.JmesPath.Expressions;
using IdentitySdk.Cli.Hosting;
using Newtonsoft.Json.Linq;

namespace IdentitySdk.Cli.Output;

/// <summary>A JMESPath expression over the whole result, like <c>--query</c> of other command-line tools.</summary>
internal sealed class RecordQuery
{
    private readonly JmesPathExpression _expression;

    private RecordQuery(JmesPathExpression expression) => _expression = expression;

    /// <exception cref="UsageException">The expression is invalid.</exception>
    public static RecordQuery Parse(string expression)
    {
        try
        {
            return new RecordQuery(new JmesPath().Parse(expression));
        }
        catch (Exception exception)
        {
            // The library has no exception types of its own.
            throw Invalid(exception);
        }
    }

    /// <exception cref="UsageException">The expression cannot be applied to the result.</exception>
    public JToken Apply(JToken result)
    {
        try
        {
            return _expression.Transform(result).AsJToken();
        }
        catch (Exception exception)
        {
            throw Invalid(exception);
        }
    }

    private static UsageException Invalid(Exception exception) =>
        new($"--query is not a valid JMESPath expression for this result: {exception.Message.Replace("Error: ", "", StringComparison.Ordinal).TrimEnd('.')}.");
}
