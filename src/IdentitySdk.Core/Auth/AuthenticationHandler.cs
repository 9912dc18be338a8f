using System.Net;

namespace IdentitySdk.Core;

/// <summary>Puts the credential on each attempt, for the origins of the options only, and replays once after a refusal that a refresh can mend.</summary>
internal sealed class AuthenticationHandler(Func<IAuthenticator> authenticator, IReadOnlyList<Uri> origins) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OperationContext.Of(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (context.Request.Prepare is { } prepare)
        {
            prepare(request);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!origins.Any(origin => BaseAddress.IsSameOrigin(request.RequestUri!, origin)))
        {
            throw new InvalidOperationException("A request to another origin never carries the credential.");
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
                    // The credential was replaced while this request was on its way.
                    DpopProofs.Detach(request);
                    credential.Abandon(request);
                    (credential, replay) = (authenticator(), Replay.WithNewToken);
                }

                if (!MayReplay(context, replay))
                {
                    return response;
                }

                // A refused call was not carried out, so even a create may be sent again; once for each reason, however many attempts there are.
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
        // A fixed credential and a token in hand cost no state machine.
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
