using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PingOneScenarios.Peers.Tests;

/// <summary>An authorization server that was not written here, on loopback: OpenIddict, all in memory. Whoever asks it is signed on as jo.</summary>
public sealed class Peer : IAsyncLifetime
{
    public const string User = "jo";
    private WebApplication? application;

    public string Issuer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(store => store.UseInMemoryDatabase("peer").UseOpenIddict());
        builder.Services.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>()).AddServer(Configure);
        application = builder.Build();
        await application.StartAsync(TestContext.Current.CancellationToken);
        Issuer = application.Urls.Single();
        await using var scope = application.Services.CreateAsyncScope();
        await Clients.RegisterAsync(scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>());
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
            await application.DisposeAsync();
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("authorize")
            .SetPushedAuthorizationEndpointUris("par")
            .SetTokenEndpointUris("token")
            .AllowAuthorizationCodeFlow()
            .AllowClientCredentialsFlow()
            .AllowRefreshTokenFlow()
            .RequireProofKeyForCodeExchange()
            .AddEphemeralEncryptionKey()
            .AddEphemeralSigningKey()
            .DisableAccessTokenEncryption();
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context => SignOn(context, User)));
        server.AddEventHandler<HandleTokenRequestContext>(handler => handler.UseInlineHandler(Grant));
        server.AddEventHandler<ValidateTokenContext>(handler =>
            handler
                .UseInlineHandler(HoldSharedKey)
                .SetOrder(OpenIddictServerHandlers.Protection.ResolveTokenValidationParameters.Descriptor.Order + 1)
        );
    }

    private static ValueTask SignOn(HandleAuthorizationRequestContext context, string subject)
    {
        context.SignIn(Principal(subject, context.Request.GetScopes()));
        return default;
    }

    private static ValueTask Grant(HandleTokenRequestContext context)
    {
        if (context.Request.IsClientCredentialsGrantType())
            context.SignIn(Principal(context.ClientId!, context.Request.GetScopes()));
        else
            context.SignIn(context.Principal!);
        return default;
    }

    /// <summary>OpenIddict keeps only hashes of client secrets; who wants client_secret_jwt has to give it the secret itself.</summary>
    private static ValueTask HoldSharedKey(ValidateTokenContext context)
    {
        if (context.ValidTokenTypes.Contains(TokenTypeIdentifiers.Private.ClientAssertion) && context.Request?.ClientId == Clients.Shared)
            context.TokenValidationParameters!.IssuerSigningKeyResolver = static (_, _, _, _) =>
                [new SymmetricSecurityKey(Clients.SharedKey)];
        return default;
    }

    private static ClaimsPrincipal Principal(string subject, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("peer");
        identity.AddClaim(Claims.Subject, subject);
        identity.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity).SetScopes(scopes);
    }
}
