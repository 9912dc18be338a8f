namespace IdentitySdk.Core;

/// <summary>Puts the credential on each attempt, for the configured origin only, and replays once after a refusal that a renewal can mend.</summary>
internal sealed class AuthenticationHandler(Func<IAuthenticator> authenticator, Uri baseAddress) : DelegatingHandler
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

        if (!BaseAddress.IsSameOrigin(request.RequestUri!, baseAddress))
        {
            throw new InvalidOperationException("A request to another origin never carries the credential.");
        }

        var credential = authenticator();
        while (true)
        {
            await credential.AuthenticateAsync(request, cancellationToken).ConfigureAwait(false);
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var replay = credential.Examine(request, response, context.Error);
            if (replay == Replay.None || context.Replays.HasFlag(replay))
            {
                return response;
            }

            // A refused call was not carried out, so even a create may be sent again; once for each reason, however many attempts there are.
            context.Replays |= replay;
            response.Dispose();
        }
    }
}
