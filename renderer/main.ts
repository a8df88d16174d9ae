// Entry of every window's page.
import { mount } from 'svelte'
import './shared/styles/index.ts'
import App from './App.svelte'
import { getBridge } from './client.ts'

const target = document.getElementById('app')
if (target !== null) mount(App, { target, props: { bridge: getBridge() } })
