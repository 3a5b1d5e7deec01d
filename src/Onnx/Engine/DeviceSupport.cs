using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>Whether a device can be used here, before any work is begun on it.</summary>
public static class DeviceSupport
{
    /// <summary>Runs one addition on a device, with nothing left to the CPU.</summary>
    /// <exception cref="InputException">The library has no provider for it, what the provider needs is missing, or there is no such
    /// device; says what to do.</exception>
    public static void Require(Device device)
    {
        if (device.IsCpu)
            return;
        var provider = Provider.Of(device);
        var offered = OrtEnv.Instance().GetAvailableProviders();
        if (!offered.Contains(provider.Name))
            throw new InputException(
                $"device {device}: {RuntimeLibrary.Description} has no {provider.Name}; it offers "
                + $"{string.Join(", ", Names(offered))}. Name a library that has it with --onnxruntime FILE, or build with "
                + "-p:OnnxRuntimePackage=Gpu for cuda and tensorrt (docs/devices.md).");
        if (provider.Variable is { } variable && Environment.GetEnvironmentVariable(variable.Name) != variable.Value)
            throw new InputException(
                $"device {device}: set the environment variable {variable.Name}={variable.Value} before the program starts: "
                + $"{variable.Why}.");
        try
        {
            AddOnce(device);
        }
        catch (OnnxRuntimeException error)
        {
            throw new InputException(
                $"device {device} cannot be used here: {RuntimeMessage.Of(error).TrimEnd('.')}. Install what the message names, choose "
                + "another device, or leave --device out for the CPU (docs/devices.md).", error);
        }
    }

    /// <summary>The names on the command line of what a library offers.</summary>
    private static IEnumerable<string> Names(IReadOnlyCollection<string> offered) =>
        Provider.All.Where(p => offered.Contains(p.Name)).Select(p => p.Device).Prepend(Device.Cpu.Name);

    private static void AddOnce(Device device)
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", ElementType.Float, 1, 4);
        var graph = builder.Build([(x + x).Name]);
        using var session = new CompiledGraph(graph, new SessionSettings(Threads: 1) { Device = device, OnlyOnDevice = true });
        using var options = new RunOptions();
        using var value = OrtValue.CreateTensorValueFromMemory(new float[4], [1, 4]);
        using var results = session.Run(options, ["x"], [value]);
    }
}
