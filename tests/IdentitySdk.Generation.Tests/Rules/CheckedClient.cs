using System.Reflection;
using System.Runtime.Loader;
using Newtonsoft.Json;

namespace IdentitySdk.Tests;

/// <summary>A compiled client that checks arguments and sends nothing.</summary>
internal sealed class CheckedClient(string spec, string framework)
{
    private readonly Assembly _assembly =
        new AssemblyLoadContext($"{spec} {framework}", isCollectible: true).LoadFromStream(new MemoryStream(MiniSpec.Compile(spec, framework)));

    /// <summary>Calls an operation.</summary>
    /// <param name="name">The method.</param>
    /// <param name="arguments">The first arguments, JSON for models and options; further arguments have their defaults.</param>
    /// <returns>The exception of a failed check; null when all checks passed.</returns>
    public ArgumentException? Call(string name, params object?[] arguments)
    {
        // A client that a test makes ends a call with an InvalidOperationException after the checks.
        var type = _assembly.GetType($"{MiniSpec.Namespace}.ItemsClient", throwOnError: true)!;
        var client = Activator.CreateInstance(type, nonPublic: true)!;
        var method = type.GetMethod(name)!;
        var values = method.GetParameters().Select((parameter, index) =>
            index < arguments.Length ? Value(arguments[index], parameter.ParameterType) : Type.Missing);
        try
        {
            var call = (Task)method.Invoke(client, BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, null, [.. values], null)!;
            call.GetAwaiter().GetResult();
            throw new NotSupportedException("The call returned without an ApiClient.");
        }
        catch (ArgumentException exception)
        {
            return exception;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static object? Value(object? value, Type type) => value switch
    {
        string json when type != typeof(string) => JsonConvert.DeserializeObject(json, type),
        int number when type == typeof(long) => (long)number,
        _ => value,
    };
}
