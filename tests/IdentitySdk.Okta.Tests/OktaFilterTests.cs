using System.Runtime.CompilerServices;
using IdentitySdk.Okta;

namespace IdentitySdk.Tests;

/// <summary>Filter expressions with escaped values.</summary>
public sealed class OktaFilterTests
{
    private static readonly DateTimeOffset s_withTicks = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(6789012);

    private static readonly object[] s_expressions =
    [
        new object[] { (FormattableString)$"profile.login eq {"ada@example.com"}", "profile.login eq \"ada@example.com\"" },
        new object[] { (FormattableString)$"profile.login eq {"x\" or status pr or id eq \"y"}", "profile.login eq \"x\\\" or status pr or id eq \\\"y\"" },
        new object[] { (FormattableString)$"profile.login eq {"back\\slash\"\n"}", "profile.login eq \"back\\\\slash\\\"\\n\"" },
        new object[] { (FormattableString)$"status eq {UserStatus.Active} or status eq {new UserStatus("a\"b")}", "status eq \"ACTIVE\" or status eq \"a\\\"b\"" },
        new object[] { (FormattableString)$"created gt {s_withTicks}", "created gt \"2026-01-02T03:04:05.678Z\"" },
        new object[] { (FormattableString)$"created ge {s_withTicks} and created LT  {s_withTicks}", "created ge \"2026-01-02T03:04:05.678Z\" and created LT  \"2026-01-02T03:04:05.679Z\"" },
        new object[] { (FormattableString)$"created le {s_withTicks}", "created le \"2026-01-02T03:04:05.678Z\"" },
        new object[] { (FormattableString)$"created lt {DateTimeOffset.MaxValue}", "created lt \"9999-12-31T23:59:59.999Z\"" },
        new object[] { (FormattableString)$"created gt {s_withTicks.UtcDateTime}", "created gt \"2026-01-02T03:04:05.678Z\"" },
        new object[] { (FormattableString)$"created gt {s_withTicks.LocalDateTime}", "created gt \"2026-01-02T03:04:05.678Z\"" },
        new object[] { (FormattableString)$"created gt {new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2))}", "created gt \"2026-01-02T01:04:05.000Z\"" },
        new object[] { (FormattableString)$"profile.level ge {7} and profile.boss eq {true}", "profile.level ge 7 and profile.boss eq true" },
        new object[] { (FormattableString)$"profile.nickName eq \"a{{b}}\" and id eq {"{0}"}", "profile.nickName eq \"a{b}\" and id eq \"{0}\"" },
    ];

    private static readonly FormattableString[] s_rejected =
    [
        $"profile.login eq \"{"quoted twice"}\"",
        $"profile.login eq {null}",
        $"profile.login eq {new object()}",
        $"created gt {new DateTime(2026, 1, 2)}",
        $"profile.level eq {7:X}",
        $"profile.level eq {7,5}",
        $"profile.login eq \"no end",
        $"profile.level eq {double.NaN}",
    ];

    [TestCaseSource(nameof(s_expressions))]
    public void Value_is_one_literal(FormattableString expression, string expected) => Assert.That(OktaFilter.Format(expression), Is.EqualTo(expected));

    [Test]
    public void Null_is_rejected_without_suggesting_a_null_comparison() => Assert.That(
        () => OktaFilter.Format($"profile.login eq {null}"), Throws.ArgumentException.With.Message.Contains("null").And.Message.Not.Contains("not (").And.Message.Not.Contains(" pr"));

    [TestCase("profile.login eq {1}")]
    [TestCase("profile.login eq {99999999999}")]
    [TestCase("profile.login eq {-1}")]
    [TestCase("profile.login eq {0")]
    [TestCase("profile.login eq {")]
    [TestCase("profile.login eq {}")]
    [TestCase("profile.login eq }")]
    public void Invalid_format_string_is_rejected(string format) => Assert.That(
        () => OktaFilter.Format(FormattableStringFactory.Create(format, "one")), Throws.ArgumentException.With.Property("ParamName").EqualTo("expression"));

    [TestCaseSource(nameof(s_rejected))]
    public void Value_that_could_change_the_expression_is_rejected(FormattableString expression) =>
        Assert.That(() => OktaFilter.Format(expression), Throws.ArgumentException.With.Property("ParamName").EqualTo("expression"));
}
