namespace PingOneScenarios.Engine.Tests;

public sealed class HouseTests
{
    [Fact]
    public void The_house_builds() => Assert.Equal("PingOneScenarios.Engine.Tests", typeof(HouseTests).Assembly.GetName().Name);
}
