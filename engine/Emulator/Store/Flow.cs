namespace PingOneScenarios.Emulator.Store;

/// <summary>A sign-on in progress. <see cref="Browser"/> is the cookie it is bound to.</summary>
internal sealed record Flow(string Id, AuthorizeRequest Request, string Browser, DateTimeOffset CreatedAt)
{
    /// <summary>Fifteen minutes without a call end a flow.</summary>
    public static readonly TimeSpan InactivityLimit = TimeSpan.FromMinutes(15);

    public string Status { get; init; } = FlowStatus.UsernamePasswordRequired;

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null until the username and password were right.</summary>
    public string? UserId { get; init; }

    /// <summary>Null until the user is signed on.</summary>
    public Session? Session { get; init; }
}

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
}
