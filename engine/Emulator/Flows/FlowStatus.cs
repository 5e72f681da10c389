using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>The statuses of a flow.</summary>
internal static class FlowStatus
{
    public const string UsernamePasswordRequired = "USERNAME_PASSWORD_REQUIRED";
    public const string SignOnRequired = "SIGN_ON_REQUIRED";
    public const string PasswordRequired = "PASSWORD_REQUIRED";
    public const string PasswordExpired = "PASSWORD_EXPIRED";
    public const string MustChangePassword = "MUST_CHANGE_PASSWORD";
    public const string RecoveryCodeRequired = "RECOVERY_CODE_REQUIRED";
    public const string VerificationCodeRequired = "VERIFICATION_CODE_REQUIRED";
    public const string DeviceSelectionRequired = "DEVICE_SELECTION_REQUIRED";
    public const string OtpRequired = "OTP_REQUIRED";
    public const string PushConfirmationRequired = "PUSH_CONFIRMATION_REQUIRED";
    public const string PushConfirmationTimedOut = "PUSH_CONFIRMATION_TIMED_OUT";
    public const string AccountLinkingRequired = "ACCOUNT_LINKING_REQUIRED";
    public const string AccountConfirmationRequired = "ACCOUNT_CONFIRMATION_REQUIRED";
    public const string ExternalAuthenticationRequired = "EXTERNAL_AUTHENTICATION_REQUIRED";
    public const string ProfileDataRequired = "PROFILE_DATA_REQUIRED";
    public const string AssertionRequired = "ASSERTION_REQUIRED";
    public const string AgreementConsentRequired = "AGREEMENT_CONSENT_REQUIRED";
    public const string UserCodeRequired = "DAG_USER_CODE_REQUIRED";
    public const string DeviceConsentRequired = "DAG_CONSENT_REQUIRED";
    public const string Completed = "COMPLETED";
    public const string Failed = "FAILED";

    /// <summary>Those in which something is still asked of the user.</summary>
    public static ImmutableArray<string> Waiting { get; } =
    [
        UsernamePasswordRequired,
        SignOnRequired,
        PasswordRequired,
        PasswordExpired,
        MustChangePassword,
        RecoveryCodeRequired,
        VerificationCodeRequired,
        DeviceSelectionRequired,
        OtpRequired,
        PushConfirmationRequired,
        PushConfirmationTimedOut,
        AccountLinkingRequired,
        AccountConfirmationRequired,
        ExternalAuthenticationRequired,
        ProfileDataRequired,
        AssertionRequired,
        AgreementConsentRequired,
        UserCodeRequired,
        DeviceConsentRequired,
    ];
}
