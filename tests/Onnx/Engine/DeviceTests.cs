using VisEval.Core;
using VisEval.Onnx.Engine;

namespace VisEval.Tests.Onnx.Engine;

public sealed class DeviceTests
{
    [TestCase("cpu", "cpu")]
    [TestCase("cuda", "cuda")]
    [TestCase("cuda:0", "cuda")]
    [TestCase("cuda:1", "cuda:1")]
    [TestCase("webgpu", "webgpu")]
    public void A_device_is_read_and_written(string text, string written) =>
        Assert.That(Device.Parse(text).ToString(), Is.EqualTo(written));

    [TestCase("gpu", "device 'gpu' is not known; devices are cpu, cuda, ")]
    [TestCase("gpu", " Did you mean cuda?")]
    [TestCase("GPU:1", " Did you mean cuda?")]
    [TestCase("rocm", " Did you mean migraphx?")]
    [TestCase("directml", " Did you mean dml?")]
    [TestCase("mps", " Did you mean coreml?")]
    [TestCase("CUDA", "Did you mean cuda?")]
    [TestCase("", "device '' is not known; devices are cpu, ")]
    [TestCase("cuda:", "stands the number of the device, from 0")]
    [TestCase("cuda:x", "stands the number of the device, from 0")]
    [TestCase("cuda:-1", "stands the number of the device, from 0")]
    [TestCase("cuda:1:2", "stands the number of the device, from 0")]
    [TestCase("webgpu:1", "webgpu has no numbered devices; write webgpu. Numbered are cuda, ")]
    [TestCase("cpu:0", "cpu has no numbered devices")]
    public void What_is_no_device_is_said(string text, string sentence) =>
        Assert.That(() => Device.Parse(text), Throws.TypeOf<InputException>().With.Message.Contains(sentence));

    [Test]
    public void The_memory_makes_no_other_device() => Assert.Multiple(() =>
    {
        Assert.That(new Device("cuda") { MemoryMegabytes = 100 }, Is.EqualTo(new Device("cuda")));
        Assert.That(new Device("cuda", 1), Is.Not.EqualTo(new Device("cuda")));
        Assert.That(Device.Cpu.IsCpu && !new Device("cuda").IsCpu);
    });

    [Test]
    public void A_limit_to_the_memory_stands_for_both_budgets()
    {
        var options = new EngineOptions(2, 500, 900);
        Assert.Multiple(() =>
        {
            Assert.That(options.On(new Device("cuda")), Is.EqualTo(options with { Device = new Device("cuda") }));
            Assert.That(
                options.On(new Device("cuda") { MemoryMegabytes = 4000 }, calls: 4, networks: 2),
                Is.EqualTo(new EngineOptions(2, 500, 1000) { Device = new Device("cuda") }));
        });
    }
}
