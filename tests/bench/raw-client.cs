// The floor a run is measured against: one HttpClient that sends the same GET again and again, and reads each answer.
//
//   raw-client ADDRESS COUNT
#:property AssemblyName=raw-client
#:property PublishAot=true
#:property InvariantGlobalization=true
#:property RestorePackagesWithLockFile=false

using var client = new HttpClient(
    new SocketsHttpHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        UseProxy = false,
    }
);
var (address, count) = (new Uri(args[0]), int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture));
for (var i = 0; i < count; i++)
{
    using var answer = await client.GetAsync(address);
    await answer.Content.ReadAsByteArrayAsync();
    if (!answer.IsSuccessStatusCode)
        return 1;
}
return 0;
