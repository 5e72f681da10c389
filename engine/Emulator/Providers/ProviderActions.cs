using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Flows;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>The action IDENTITY_PROVIDER: the user signs on elsewhere and nowhere else.</summary>
internal static class ProviderActions
{
    public static ImmutableArray<SignOnKind> Kinds { get; } =
    [
        new("IDENTITY_PROVIDER", Enter)
        {
            FindsUser = true,
            Proves = true,
            Lasts = true,
            Check = FlowProviders.Check,
            Show = FlowProviders.Show,
            Fields =
            [
                Field.Text("acrValues"),
                Field.Reference("identityProvider", required: true),
                Field.Flag("passUserContext"),
                Field.Object(
                    "registration",
                    required: false,
                    Field.Flag("enabled", required: true),
                    Field.Flag("confirmIdentityProviderAttributes"),
                    Field.Reference("population")
                ),
            ],
        },
    ];

    private static Flow Enter(Call call, Flow flow, Entity action) =>
        flow with
        {
            Status = FlowStatus.ExternalAuthenticationRequired,
            ProviderId = action.Text("identityProvider.id"),
        };
}
