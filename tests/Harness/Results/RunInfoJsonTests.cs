using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Results;

public class RunInfoJsonTests
{
    [Test]
    public void A_description_comes_back_as_it_was_written()
    {
        using var run = new RunnerDirectory();
        var path = run.File(RunFiles.Info);

        RunInfoJson.Write(RunnerPlan.Info(), path);
        var back = RunInfoJson.Read(path);

        Assert.That(RunInfoJson.ToText(back), Is.EqualTo(File.ReadAllText(path)));
        Assert.That(back.Metrics[0].Scores[0], Is.EqualTo(RunnerPlan.Info().Metrics[0].Scores[0]));
        Assert.That(back.Limit, Is.Null);
        Assert.That(back.Machine["cpu"], Is.EqualTo("two \"cores\""));
    }

    [Test]
    public void Members_stand_in_camel_case_and_a_fixed_order()
    {
        var text = RunInfoJson.ToText(RunnerPlan.Info());

        Assert.That(text, Does.StartWith("{\n  \"version\": \"0.1.0\",\n  \"preset\": \"quick\",\n  \"limit\": null,\n  \"seed\": 7,\n  \"datasets\": ["));
        Assert.That(text, Does.Contain("\"maxMemoryMegabytes\": 512,\n  \"machine\": {\n    \"cpu\": \"two \\\"cores\\\"\",\n    \"os\": \"any\"\n  },\n  \"targetsPerImage\": null\n}\n"));
        Assert.That(text, Does.Contain("\"direction\": \"lower\"").And.Contain("\"maximum\": \"Infinity\""));
    }

    [TestCase("", "not the description")]
    [TestCase("null", "null")]
    [TestCase("{\"version\": \"1\"}", "preset")]
    [TestCase("[1]", "not the description")]
    public void What_is_no_description_is_refused_by_name(string text, string says) =>
        Assert.That(
            () => RunInfoJson.FromText(text, "/some/run.json"),
            Throws.TypeOf<InputException>().With.Message.Contains("/some/run.json").And.Message.Contains(says));
}
