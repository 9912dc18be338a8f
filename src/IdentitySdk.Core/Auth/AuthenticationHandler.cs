using System.Net;

namespace IdentitySdk.Core;

/// <summary>Adds the credential to each attempt, for the origins of the options only, and replays a refused request with a new token or proof.</summary>
internal sealed class AuthenticationHandler(Func<IAuthenticator> authenticator, IReadOnlyList<Uri> origins) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = OperationContext.Of(request);
        if (context is not { Request.Prepare: null })
        {
            // A message of another client gets no credential, and a token request has its own.
            context?.Request.Prepare!(request);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!origins.Any(origin => BaseAddress.IsSameOrigin(request.RequestUri!, origin)))
        {
            throw new InvalidOperationException("A request to another origin never carries the credential.");
        }

        // The previous attempt may have had another credential; a proof of the host's own stays.
        if (context.CredentialState is not null)
        {
            DpopProofs.Detach(request);
        }

        var credential = authenticator();
        try
        {
            while (true)
            {
                await AuthenticateAsync(credential, request, context, cancellationToken).ConfigureAwait(false);
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                var replay = credential.Examine(request, response, context.Error);
                if (response.StatusCode == HttpStatusCode.Unauthorized && !ReferenceEquals(credential, authenticator()))
                {
                    // The credential was replaced during this request.
                    DpopProofs.Detach(request);
                    credential.Abandon(request);
                    (credential, replay) = (authenticator(), Replay.WithNewToken);
                }

                if (!MayReplay(context, replay))
                {
                    return response;
                }

                // The vendor did not act on a refused request, so a create may be replayed too: once per reason, whatever the number of attempts.
                context.Replays |= replay;
                response.Dispose();
                if (context.ReplayGate is { } gate)
                {
                    await gate.PassAsync(cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    context.BeginReplay();
                }
            }
        }
        catch
        {
            credential.Abandon(request);
            throw;
        }
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
