using System.Net;

namespace IdentitySdk.Core;

/// <summary>
/// Adds the credential to each attempt, for the base address and trusted origins only, and replays a refused request with a new token or proof.
/// </summary>
internal sealed class AuthenticationHandler(Func<IAuthenticator> authenticator, Uri baseAddress, IList<Uri> trustedOrigins) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = OperationContext.Of(request);
        if (context is not { Request.Prepare: null })
        {
            // A message of another client gets no credential, and a token request has its own.
            context?.Request.Prepare!(request);
            return base.SendAsync(request, cancellationToken);
        }

        if (!BaseAddress.IsSameOrTrustedOrigin(request.RequestUri!, baseAddress, trustedOrigins))
        {
            throw new InvalidOperationException("A request to another origin never carries the credential.");
        }

        // The previous attempt may have had another credential; a proof of the host's own stays.
        if (context.CredentialState is not null)
        {
            DpopProofs.Detach(request);
        }

        return SendAsync(authenticator(), request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        IAuthenticator credential, HttpRequestMessage request, OperationContext context, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        Replay replay;
        try
        {
            await AuthenticateAsync(credential, request, context, cancellationToken).ConfigureAwait(false);
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            replay = credential.Examine(request, response, context.Error);
        }
        catch
        {
            credential.Abandon(request);
            throw;
        }

        if (response.StatusCode == HttpStatusCode.Unauthorized && !ReferenceEquals(credential, authenticator()))
        {
            // The credential was replaced during this request.
            DpopProofs.Detach(request);
            credential.Abandon(request);
            (credential, replay) = (authenticator(), Replay.WithNewToken);
        }

        return MayReplay(context, replay)
            ? await ReplayAsync(credential, replay, request, response, context, cancellationToken).ConfigureAwait(false)
            : response;
    }

    /// <summary>
    /// Replays a refused request. The vendor did not act on it, so a create may be replayed too: once per reason, whatever the number of attempts, and for
    /// newer nonces as often as the session allows.
    /// </summary>
    private async Task<HttpResponseMessage> ReplayAsync(
        IAuthenticator credential,
        Replay replay,
        HttpRequestMessage request,
        HttpResponseMessage refusal,
        OperationContext context,
        CancellationToken cancellationToken)
    {
        context.Replays |= replay;
        refusal.Dispose();
        if (context.ReplayGate is { } gate)
        {
            try
            {
                await gate.PassAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                credential.Abandon(request);
                throw;
            }
        }
        else
        {
            context.BeginReplay();
        }

        return await SendAsync(credential, request, context, cancellationToken).ConfigureAwait(false);
    }

    private static bool MayReplay(OperationContext context, Replay replay) => replay == Replay.WithNewerNonce || (context.Replays & replay) != replay;

    private static ValueTask AuthenticateAsync(
        IAuthenticator credential, HttpRequestMessage request, OperationContext context, CancellationToken cancellationToken)
    {
        // A fixed credential and a current token need no state machine.
        var authenticated = credential.AuthenticateAsync(request, cancellationToken);
        return authenticated.IsCompletedSuccessfully ? default : AwaitAsync(authenticated, context);
    }

    private static async ValueTask AwaitAsync(ValueTask authenticated, OperationContext context)
    {
        try
        {
            await authenticated.ConfigureAwait(false);
        }
        catch (CredentialException exception) when (context.MayHaveActed)
        {
            // This attempt was never sent, but an earlier one was.
            throw exception.WithUnknownOutcome();
        }
    }
}
