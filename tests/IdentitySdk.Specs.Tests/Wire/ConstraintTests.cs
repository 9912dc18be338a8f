using RichardSzalay.MockHttp;

namespace IdentitySdk.Tests;

/// <summary>Every constraint of every specification, violated and at its limit.</summary>
internal sealed class ConstraintTests
{
    [Test]
    public void Specifications_have_known_constraints_only() =>
        Assert.That(
            Constraint.All.Select(constraint => constraint.Keyword).Distinct(),
            Is.EquivalentTo(["required", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties"]));

    [TestCaseSource(typeof(Constraint), nameof(Constraint.All))]
    public async Task Value_that_breaks_a_constraint_throws_and_is_not_sent(Constraint constraint)
    {
        var (sent, exception, name) = await CallAsync(constraint, arguments => constraint.Apply(arguments, isBroken: true));

        if (!constraint.IsEnforced)
        {
            Assert.That(exception, Is.Null);
            Assert.That(sent, Is.EqualTo(1));
            return;
        }

        Assert.That(exception, Is.TypeOf<ArgumentException>());
        Assert.That(((ArgumentException)exception!).ParamName, Is.EqualTo(constraint.IsInBody ? "body" : "options"));
        Assert.That(exception.Message, Does.StartWith($"{name} is required.").Or.StartsWith($"{name} must "));
        Assert.That(exception.Message, Does.Not.Contain("§").And.Not.Contain("2147483647").And.Not.Contain("2147483648"));
        Assert.That(sent, Is.Zero);
    }

    [TestCaseSource(typeof(Constraint), nameof(Constraint.All))]
    public async Task Value_at_the_limit_is_sent(Constraint constraint)
    {
        var (sent, exception, _) = await CallAsync(constraint, arguments => constraint.Apply(arguments, isBroken: false));

        Assert.That(exception, Is.Null);
        Assert.That(sent, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Required))]
    public async Task Null_for_a_required_member_throws_and_is_not_sent_unless_the_vendor_documents_it(Constraint constraint)
    {
        var (sent, exception, name) = await CallAsync(constraint, constraint.ApplyNull);

        if (constraint.IsNullable || !constraint.IsEnforced)
        {
            Assert.That(exception, Is.Null);
            Assert.That(sent, Is.EqualTo(1));
            return;
        }

        Assert.That(exception, Is.TypeOf<ArgumentException>().With.Property("ParamName").EqualTo("body").And.Message.StartsWith($"{name} must not be null."));
        Assert.That(sent, Is.Zero);
    }

    private static IEnumerable<Constraint> Required => Constraint.All.Where(constraint => constraint.Keyword == "required");

    private static async Task<(int Sent, Exception? Exception, string Name)> CallAsync(Constraint constraint, Action<object?[]> change)
    {
        var operation = constraint.Operation;
        using var server = new MockHttpMessageHandler();
        var request = server.When("*").Respond("application/json", SampleResponse.Smallest(operation));
        using var sdk = new Sdk(operation.Specification.Vendor, server);
        var arguments = new Samples(operation.Specification, all: true).Arguments(operation, Sdk.Find(operation)!);
        var name = constraint.Name(arguments);
        change(arguments);
        try
        {
            await sdk.CallAsync(operation, arguments);
            return (server.GetMatchCount(request), null, name);
        }
        catch (Exception exception)
        {
            return (server.GetMatchCount(request), exception, name);
        }
    }
}
